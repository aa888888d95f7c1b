using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

if (args is ["directory"])
{
    Benchmarks.DirectoryLoad.Run();
    return;
}

if (args is ["cache"])
{
    await Benchmarks.CacheLoad.RunAsync();
    return;
}

// In this process: the runner's own projects would not build under this repository's rules.
IConfig config = DefaultConfig.Instance
    .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
    .AddDiagnoser(MemoryDiagnoser.Default);
BenchmarkSwitcher.FromAssembly(typeof(Benchmarks.StreamTranslation).Assembly).Run(args, config);
