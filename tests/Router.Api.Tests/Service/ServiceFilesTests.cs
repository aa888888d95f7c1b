using System.Diagnostics;
using System.Xml.Linq;
using Router.Api.CommandLine;
using Router.Api.Hosting;
using Router.Api.Service;
using Router.Api.Tests.Testing;
using Router.Core.Configuration;
using Xunit;

namespace Router.Api.Tests.Service;

public sealed class ServiceFilesTests
{
    private static readonly string[] Words = ["/bin/sh", "run", "--config", "/home/me/my \"router\"/100%.json", "a\\b", "$HOME"];

    [Fact]
    public void Unit_QuotesWhatSystemdWouldRead()
    {
        string unit = SystemdUnit.Text(Words, "/home/me/100%", "/home/me/a state", "/home/me/.config/router/env");

        Assert.Contains("ExecStart=\"/bin/sh\" \"run\" \"--config\" \"/home/me/my \\\"router\\\"/100%%.json\" \"a\\\\b\" \"$$HOME\"\n", unit, StringComparison.Ordinal);
        Assert.Contains("WorkingDirectory=/home/me/100%%\n", unit, StringComparison.Ordinal);
        Assert.Contains("EnvironmentFile=-/home/me/.config/router/env\n", unit, StringComparison.Ordinal);
        Assert.Contains("Restart=on-failure\n", unit, StringComparison.Ordinal);
        Assert.Contains("WantedBy=default.target\n", unit, StringComparison.Ordinal);
    }

    [Fact]
    public void Unit_LeavesTheGatewayItsStateFolderToWriteTo()
    {
        string unit = SystemdUnit.Text(["/usr/bin/router", "run"], "/home/me", "/home/me/100% state", "/home/me/.config/router/env");

        Assert.Contains("\nProtectSystem=strict\n", unit, StringComparison.Ordinal);
        Assert.Contains("\nProtectHome=read-only\n", unit, StringComparison.Ordinal);
        Assert.Contains("\nReadWritePaths=\"/home/me/100%% state\"\n", unit, StringComparison.Ordinal);
        Assert.Contains("\nPrivateTmp=yes\n", unit, StringComparison.Ordinal);
        // What lies in /tmp would be hidden from it.
        Assert.DoesNotContain("PrivateTmp", SystemdUnit.Text(["/usr/bin/router", "run"], "/tmp/try", "/home/me/state", "/home/me/env"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Install_SaysWhichVariablesOfTheShellAreNotTheServices()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the unit is systemd's");
        using var folder = new TestFolder();
        folder.Write("router.json", """{ "providers": { "p": { "preset": "demo" } } }""");
        Directory.CreateDirectory(folder.File(".config/router"));
        folder.Write(".config/router/env", $"# mine\nROUTER_STATE=\"{folder.File("elsewhere")}\"\n");
        var variables = new Dictionary<string, string> { ["ROUTER_LISTEN"] = "http://127.0.0.1:9004", ["ROUTER_STATE"] = "/of/the/shell" };
        var output = new StringWriter();
        var error = new StringWriter();

        await ServiceCommand.InstallAsync(
            new StartOptions { Folder = folder.Path, Environment = new RouterEnvironment(variables) }, new UserService(folder.Path), print: true,
            new OperatorConsole(output, error, IsTerminal: false), TestContext.Current.CancellationToken);

        Assert.StartsWith("router: warning: the service does not get ROUTER_LISTEN of this shell.", error.ToString(), StringComparison.Ordinal);
        Assert.Contains($"ReadWritePaths=\"{folder.File("elsewhere")}\"\n", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unit_IsTakenBySystemd()
    {
        using var folder = new TestFolder();
        string unit = folder.Write(SystemdUnit.Name, SystemdUnit.Text(Words, folder.Path, folder.File("state"), folder.File("env")));
        Process? process = null;
        try
        {
            process = Process.Start(new ProcessStartInfo("systemd-analyze", ["verify", "--user", unit])
            {
                UseShellExecute = false, RedirectStandardError = true, Environment = { ["XDG_RUNTIME_DIR"] = folder.Path }, // where nobody is logged in, there is none
            });
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("systemd-analyze is not installed");
        }

        using (process)
        {
            string said = await process!.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(process.ExitCode == 0 && !said.Contains(SystemdUnit.Name, StringComparison.Ordinal), said);
        }
    }

    [Fact]
    public void Agent_IsAPropertyListWithTheCommandAndItsVariables()
    {
        var list = XDocument.Parse(LaunchAgent.Text(["/opt/a & b/router", "run"], "/Users/me", "/Users/me/.config/router/env", "/Users/me/state/start.log"));

        string[] words = [.. list.Descendants("array").Single().Elements("string").Select(word => word.Value)];
        Assert.Equal(["/Users/me/.config/router/env", "/opt/a & b/router", "run"], words[3..]);
        Assert.Equal(["RunAtLoad", "KeepAlive"], list.Descendants("key").Select(key => key.Value).Where(key => key is "RunAtLoad" or "KeepAlive"));
    }

    [Fact]
    public async Task Print_ShowsTheFile_AndWritesNothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the unit is systemd's");
        using var folder = new TestFolder();
        string config = folder.Write("router.json", """{ "providers": { "p": { "preset": "demo" } } }""");
        var output = new StringWriter();

        int code = await RouterCommand.InvokeAsync(["service", "install", "--print", "--config", config], new OperatorConsole(output, output, IsTerminal: false));

        Assert.Equal(0, code);
        Assert.Contains($"\"run\" \"--config\" \"{config}\"", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/opt/router/router", "/opt/router/router")]
    [InlineData("/usr/bin/dotnet", "/usr/bin/dotnet /x/router.dll")]
    [InlineData("/x/Some.Tests", "dotnet /x/router.dll")]
    public void OwnCommand_IsTheExecutableOrTheRuntimeWithTheAssembly(string process, string words) => Assert.Equal(words, string.Join(' ', OwnCommand.Find(process, "/x/router.dll")));

    [Fact]
    public void PidFile_OfAnotherProcessWithThatNumber_IsNobody()
    {
        using var folder = new TestFolder();
        using Process own = Process.GetCurrentProcess();
        var file = new PidFile(folder.File("router.pid"));
        file.Write(own);
        using (Process? found = file.Find())
        {
            Assert.Equal(own.Id, found?.Id);
        }

        folder.Write("router.pid", $"{own.Id}\n{own.StartTime.ToUniversalTime().AddHours(-1):O}\n");
        Assert.Null(file.Find());
        Assert.False(File.Exists(folder.File("router.pid")));
    }
}
