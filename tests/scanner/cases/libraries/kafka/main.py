from fastapi import FastAPI
from kafka import KafkaProducer


def get_producer():  # -> blocking-async via kafka.KafkaProducer
    return KafkaProducer(bootstrap_servers="kafka.test")


app = FastAPI()


@app.post("/events")
async def publish():  # -> blocking-async via kafka.producer.FutureRecordMetadata.get
    producer = get_producer()
    return str(producer.send("topic", b"x").get(timeout=5))
