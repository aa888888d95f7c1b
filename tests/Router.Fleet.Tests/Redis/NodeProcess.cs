using System.Diagnostics;
using System.Globalization;

namespace Router.Fleet.Tests.Redis;

/// <summary>A node of the fleet in a process of its own, that can be killed and frozen.</summary>
internal sealed class NodeProcess : IDisposable
{
    private readonly List<Said> _said = [];
    private readonly Process _process;
    private readonly string _folder;
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private NodeProcess(Process process, string folder)
    {
        (_process, _folder) = (process, folder);
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.BeginOutputReadLine();
    }

    public bool HasExited => _process.HasExited;

    /// <summary>Everything that it said so far.</summary>
    public Said[] Said
    {
        get
        {
            lock (_said)
            {
                return [.. _said];
            }
        }
    }

    /// <summary>Starts a node and waits until it is a member.</summary>
    /// <param name="redis">Where Redis is.</param>
    /// <param name="budget">Every tenant's budget, in nano-dollars.</param>
    /// <param name="folder">Where its journal is; null for a new one.</param>
    public static async Task<NodeProcess> StartAsync(string redis, long budget, string? folder = null)
    {
        folder ??= System.IO.Directory.CreateTempSubdirectory("router-node-").FullName;
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "FleetNode.dll"), redis, $"{FreePort.Next()}", $"{FreePort.Next()}", folder, budget.ToString(CultureInfo.InvariantCulture),
        ];
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var node = new NodeProcess(Process.Start(start)!, folder);
        await node.HeardAsync(said => said.Words[0] == "ready", 0);
        return node;
    }

    public void Tell(string words) => _process.StandardInput.WriteLine(words);

    /// <summary>Tells it to do something, and returns what it says then.</summary>
    public async Task<string[]> AskAsync(string words, string answer, int seconds = 60)
    {
        int from = Said.Length;
        Tell(words);
        return (await HeardAsync(said => said.Words[0] == answer, from, seconds)).Words;
    }

    /// <summary>Waits until it says something, now or later.</summary>
    public async Task<Said> HeardAsync(Func<Said, bool> what, int from, int seconds = 60)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            Task news;
            lock (_said)
            {
                if (_said.Skip(from).FirstOrDefault(what) is { } said)
                {
                    return said;
                }

                news = _news.Task;
            }

            TimeSpan left = TimeSpan.FromSeconds(seconds) - TimeProvider.System.GetElapsedTime(start);
            Assert.True(left > TimeSpan.Zero && !_process.HasExited, $"the node did not say it. Its last words: {string.Join('\n', Said.TakeLast(5))}\nIts log: {Log()}");
            await Task.WhenAny(news, Task.Delay(left));
        }
    }

    /// <summary>kill -9</summary>
    public void Kill() => _process.Kill();

    /// <summary>SIGSTOP: it lives, holds its connections, and does nothing.</summary>
    public void Freeze() => Signal("-STOP");

    /// <summary>SIGCONT</summary>
    public void Thaw() => Signal("-CONT");

    /// <summary>Whether the process ends by itself in time.</summary>
    public bool Ends(int seconds)
    {
        if (!_process.WaitForExit(TimeSpan.FromSeconds(seconds)))
        {
            return false;
        }

        _process.WaitForExit(); // until its last words are heard
        return true;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    private void Signal(string signal)
    {
        using Process kill = Process.Start("kill", [signal, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    private string Log() => File.Exists(Path.Combine(_folder, "node.log")) ? string.Join('\n', File.ReadLines(Path.Combine(_folder, "node.log")).TakeLast(20)) : "(none)";

    private void Hear(string? line)
    {
        if (line?.Split(' ') is not [var at, .. var words] || !long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out long time))
        {
            return;
        }

        lock (_said)
        {
            _said.Add(new Said(time, words));
            _news.TrySetResult();
            _news = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
