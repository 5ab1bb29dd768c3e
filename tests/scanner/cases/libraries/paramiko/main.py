import paramiko
from fastapi import FastAPI


def run(host, command):  # -> blocking-async via paramiko.SSHClient.exec_command
    client = paramiko.SSHClient()
    client.set_missing_host_key_policy(paramiko.AutoAddPolicy())
    client.connect(host)
    return client.exec_command(command)


app = FastAPI()


@app.post("/run")
async def post():  # -> blocking-async (helper) via paramiko.SSHClient.exec_command
    return str(run("host.test", "uptime"))
