from boto3.session import Session
from fastapi import FastAPI


class Queue:
    def __init__(self):
        session = Session(region_name="eu-west-1")
        self.sqs = session.client("sqs")

    def send(self, body):  # -> blocking-async via botocore.client.BaseClient.send_message
        return self.sqs.send_message(QueueUrl="http://q.test/", MessageBody=body)


queue = Queue()
app = FastAPI()


@app.post("/messages")
async def post():  # -> blocking-async (helper) via botocore.client.BaseClient.send_message
    return str(queue.send("hello"))
