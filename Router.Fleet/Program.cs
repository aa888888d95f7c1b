using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Router.Api.Hosting;
using Router.Api.Telemetry;
using Router.Core.Configuration;
using Router.Fleet.Hosting;
using ServiceDefaults;

// A node of the fleet: front door, silo and Redis. The gateway's own configuration is router.json, as on a single machine.
OperatorConsole console = OperatorConsole.OfProcess();
if (NodeUsage.Answer(args, console))
{
    return 0;
}

try
{
    WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "router-api" });
    builder.Configuration.AddInMemoryCollection([new("Orleans:EnableDistributedTracing", "true")]).AddEnvironmentVariables().AddCommandLine(args);
    string? urls = new ConfigurationBuilder().AddCommandLine(args).Build()["urls"];
    builder.AddServiceDefaults(RouterTelemetry.Name);
    builder.AddFleetRedis();
    builder.UseOrleans(static silo => silo.AddRouterFleet(TimeProvider.System));
    string[] listen = builder.AddFrontDoor(new StartOptions { Folder = Directory.GetCurrentDirectory(), Environment = RouterEnvironment.OfProcess(), KnowsServices = true, Urls = urls }, console);

    await using WebApplication node = builder.Build();
    node.MapRouter();
    if (await node.OpenAsync(listen, console) is { } refused)
    {
        return refused;
    }

    await node.WaitForShutdownAsync();
    return 0;
}
catch (OperationCanceledException)
{
    return 0; // told to stop while it waited for the fleet
}
catch (StartException exception)
{
    await console.Error.WriteLineAsync($"router: {exception.Message}");
    return exception.ExitCode;
}
