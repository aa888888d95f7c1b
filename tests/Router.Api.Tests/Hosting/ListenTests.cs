using Router.Api.Hosting;
using Router.Core.Configuration;
using Router.Core.Configuration.Secrets;
using Xunit;

namespace Router.Api.Tests.Hosting;

public sealed class ListenTests
{
    [Theory]
    [InlineData("http://127.0.0.1:1", "http://127.0.0.1:2", "http://127.0.0.1:3", "4", "http://127.0.0.1:5", "http://127.0.0.1:1")]
    [InlineData(null, "http://127.0.0.1:2", "http://127.0.0.1:3", "4", "http://127.0.0.1:5", "http://127.0.0.1:2")]
    [InlineData(null, null, "http://127.0.0.1:3", "4", "http://127.0.0.1:5", "http://127.0.0.1:3")]
    [InlineData(null, null, null, "4;6", "http://127.0.0.1:5", "http://0.0.0.0:4 http://0.0.0.0:6")]
    [InlineData(null, null, null, null, "http://127.0.0.1:5", "http://127.0.0.1:5")]
    [InlineData(null, null, null, null, null, "http://127.0.0.1:8787")]
    public void CommandLine_Environment_File_Default_InThisOrder(string? urls, string? listen, string? aspnet, string? ports, string? file, string expected)
    {
        var variables = new Dictionary<string, string> { ["ROUTER_LISTEN"] = listen ?? "", ["ASPNETCORE_URLS"] = aspnet ?? "", ["HTTP_PORTS"] = ports ?? "" };
        var options = new StartOptions { Folder = "/", Urls = urls, Environment = new RouterEnvironment(variables) };
        var config = new RouterConfig { Listen = file, State = "/", MasterKey = SecretReference.Parse("-") };

        Assert.Equal(expected, string.Join(' ', ListenPlan.Choose(options, config)));
    }
}
