"""Documented shapes of tools that are not run here, as small files, and a look at the real ones."""

from __future__ import annotations

import json
from pathlib import Path

REAL = Path(__file__).parent / "data" / "benchmarks"

K6_TREND = {"avg": 12.5, "min": 1.0, "med": 10.0, "max": 80.0, "p(90)": 20.0, "p(95)": 30.0}

K6_MACHINE = {
    "version": "1.0.0",
    "metadata": {"generatedAt": "2026-01-02T03:04:05Z", "k6Version": "1.5.0"},
    "config": {"duration": 10.0, "execution": "local"},
    "results": {
        "metrics": [
            {"name": "http_req_duration", "type": "trend", "contains": "time", "values": K6_TREND},
            {"name": "http_reqs", "type": "counter", "contains": "default", "values": {"count": 500}},
            {
                "name": "http_req_failed",
                "type": "rate",
                "contains": "default",
                "values": {"matches": 5, "total": 500, "rate": 0.01},
            },
            {"name": "vus_max", "type": "gauge", "contains": "default", "values": {"value": 7}},
        ],
        "checks": {"metrics": [], "results": []},
    },
}

K6_HANDLED = {
    "root_group": {},
    "options": {},
    "state": {"testRunDurationMs": 5000.0},
    "metrics": {
        "http_req_duration": {"type": "trend", "contains": "time", "values": {**K6_TREND, "p(99)": 60.0}},
        "http_req_duration{name:/items/{id},method:GET}": {
            "type": "trend",
            "contains": "time",
            "values": K6_TREND,
            "thresholds": {"p(95)<50": {"ok": True}},
        },
        "http_reqs": {"type": "counter", "contains": "default", "values": {"count": 100, "rate": 20.0}},
        "http_req_failed": {
            "type": "rate",
            "contains": "default",
            "values": {"rate": 0.03, "passes": 3, "fails": 97},
        },
    },
}

K6_LEGACY = {
    "metrics": {
        "http_req_duration": {**K6_TREND, "thresholds": {"p(95)<3": True}},
        "http_reqs": {"count": 100, "rate": 20.0},
        "http_req_failed": {"value": 0.03, "passes": 3, "fails": 97},
    },
    "root_group": {},
}

OHA = {
    "summary": {
        "successRate": 1.0,
        "total": 2.0,
        "slowest": 0.05,
        "fastest": 0.001,
        "average": 0.004,
        "requestsPerSec": 250.0,
        "totalData": 5000,
        "sizePerRequest": 10,
        "sizePerSec": 2500.0,
    },
    "responseTimeHistogram": {"0.001": 1},
    "latencyPercentiles": {"p50": 0.003, "p90": 0.006, "p95": 0.007, "p99": 0.02, "p99.9": None},
    "statusCodeDistribution": {"200": 490, "503": 8},
    "errorDistribution": {"aborted due to deadline": 2},
}

VEGETA = {
    "latencies": {
        "total": 1_000_000_000,
        "mean": 2_000_000,
        "50th": 1_500_000,
        "90th": 3_000_000,
        "95th": 4_000_000,
        "99th": 9_000_000,
        "max": 12_000_000,
        "min": 500_000,
    },
    "bytes_in": {"total": 700, "mean": 7},
    "bytes_out": {"total": 0, "mean": 0},
    "earliest": "2026-01-02T03:04:05.123456789Z",
    "latest": "2026-01-02T03:04:07.123456789+01:00",
    "end": "2026-01-02T03:04:07.2Z",
    "duration": 2_000_000_000,
    "wait": 1_000_000,
    "requests": 100,
    "rate": 50.0,
    "throughput": 49.0,
    "success": 0.98,
    "status_codes": {"200": 98, "0": 2},
    "errors": ["refused"],
}

VEGETA_LINE = {
    "attack": "",
    "seq": 0,
    "code": 200,
    "timestamp": "2026-01-02T03:04:05.123456789Z",
    "latency": 2_500_000,
    "bytes_out": 0,
    "bytes_in": 7,
    "error": "",
    "body": None,
    "method": "GET",
    "url": "http://127.0.0.1:8000/items/3",
    "headers": None,
}

PROBE_RUN = {
    "route": "GET /reports",
    "concurrency": 4,
    "hold_s": 2.0,
    "probe_route": "GET /ping",
    "probe_ms": [1.0, 2.0, 400.0],
    "baseline_ms": [1.0],
    "probes_answered": 3,
    "worst_stall_ms": 410.0,
    "loop_lag_ms": {"p50": 1.0, "p95": 300.0, "p99": 390.0, "max": 400.0},
    "threadpool": {"borrowed_max": 0, "waiting_max": 0},
    "route_ms": [400.0, 401.0],
    "errors": {"route": 1, "probe": 0},
}

PROBE = {
    "schema": "clearloop.probe/1",
    "commit": "a" * 40,
    "dirty": False,
    "app": "before",
    "environment": {"cpu": "test", "cores": 2, "python": "3.11"},
    "runs": [PROBE_RUN],
    "observations": [
        {
            "method": "GET",
            "path": "/reports",
            "handler": "app.main:reports",
            "requests": 3,
            "calls": [
                {
                    "symbol": "time.sleep",
                    "context": "loop",
                    "count": 3,
                    "held_ms": 400.0,
                    "stack": [{"symbol": "app.main:reports", "file": "app/main.py", "line": 12}],
                }
            ],
        }
    ],
}

OHA_ROWS = (
    "request-start,DNS,DNS+dialup,Response-delay,request-duration,bytes,status\n"
    "0.0,0.0,0.001,0.002,0.003,7,200\n0.1,0,0,0.002,0.005,7,500\n"
)

WRK2 = """Running 10s test @ http://127.0.0.1:8000/items/3?x=1
  2 threads and 8 connections
  Thread calibration: mean lat.: 1.0ms, rate sampling interval: 10ms
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency     1.50ms  503.00us  10.01s    77.33%
    Req/Sec     1.15k    96.41     1.32k    65.00%
  Latency Distribution (HdrHistogram - Recorded Latency)
 50.000%    1.40ms
 75.000%    1.60ms
 90.000%    2.00ms
 99.000%    5.00ms
 99.900%    8.00ms

  Detailed Percentile spectrum:
       Value   Percentile   TotalCount 1/(1-Percentile)
       0.500     0.000000            1         1.00
  1000 requests in 1.50m, 2.00MB read
  Socket errors: connect 1, read 2, write 3, timeout 4
Requests/sec:     11.11
Transfer/sec:    146.64KB
"""

DOCUMENTED: dict[str, tuple[str, bytes]] = {
    "k6-machine": ("k6", json.dumps(K6_MACHINE).encode()),
    "k6-handled": ("k6", json.dumps(K6_HANDLED).encode()),
    "k6-legacy": ("k6", json.dumps(K6_LEGACY).encode()),
    "oha": ("oha", json.dumps(OHA).encode()),
    "oha-rows": ("oha", OHA_ROWS.encode()),
    "vegeta": ("vegeta", json.dumps(VEGETA).encode()),
    "vegeta-lines": ("vegeta", "\n".join([json.dumps(VEGETA_LINE)] * 3).encode()),
    "probe": ("probe", json.dumps(PROBE).encode()),
    "wrk2": ("wrk", WRK2.encode()),
}

TOOLS = {
    "ab": "ab",
    "autocannon": "autocannon",
    "hey": "hey",
    "locust": "locust",
    "pytest": "pytest-benchmark",
    "wrk": "wrk",
}


def every_file() -> dict[str, tuple[str, bytes]]:
    """All known files by name: the tool that wrote (or would write) each, and its bytes."""
    real = {
        path.name: (TOOLS[path.name.replace("_", "-").replace(".", "-").partition("-")[0]], path.read_bytes())
        for path in sorted(REAL.iterdir())
    }
    return {**real, **DOCUMENTED}
