async def run_in_threadpool(function):
    return function()
