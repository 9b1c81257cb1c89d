using BenchmarkDotNet.Running;
using DevChat.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(TokenBenchmarks).Assembly).Run(args);
