PLUGINS = {
    "slack": "plugins.slack:SlackPlugin",
    "memory": "plugins.memory:MemoryPlugin",
    "async": "plugins.aio:AioPlugin",
}
ENABLED = ["slack", "memory"]
SETTINGS = {"formatter": "plugins.formatters.upper", "loader": "plugins.loaders.fetch"}
