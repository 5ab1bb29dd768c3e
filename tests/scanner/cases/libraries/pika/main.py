import pika
from fastapi import FastAPI

app = FastAPI()


@app.post("/publish")
async def publish():  # -> blocking-async (handler)
    connection = pika.BlockingConnection(pika.ConnectionParameters("mq.test"))
    channel = connection.channel()
    channel.basic_publish(exchange="", routing_key="q", body="x")
    connection.close()
    return {}
