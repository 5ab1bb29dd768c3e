from fastapi import FastAPI


class Task:
    def delay(self, *args):
        return self

    def get(self):
        return {"state": "queued"}


send_mail = Task()
app = FastAPI()


@app.post("/mail")
async def mail():  # -> native-async (no-io)
    return send_mail.delay("a").get()
