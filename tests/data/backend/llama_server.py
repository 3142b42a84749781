"""llama.cpp's own OpenAI-compatible server (PyPI: xllamacpp): llama_server.py MODEL. Prints its address, and ends when
its standard input does."""

import sys

import xllamacpp

params = xllamacpp.CommonParams()
params.model.path = sys.argv[1]
params.hostnames = ["127.0.0.1"]
params.port = 0
params.n_ctx = 4096
params.n_parallel = 2
# Two threads that wait for each other on shared cores are slower than one.
params.cpuparams.n_threads = 2
params.warmup = False
server = xllamacpp.Server(params)
print(server.listening_address, flush=True)
sys.stdin.read()
