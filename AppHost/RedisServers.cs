using System.Net.Sockets;

namespace AppHost;

/// <summary>Redis servers: containers when published or where a container engine answers, else a program of this machine.</summary>
internal static class RedisServers
{
    /// <summary>Grains are stored by scripts, which Garnet runs only where it is told so; its native storage device needs libaio, which .NET does not bring.</summary>
    private static readonly string[] Garnet = ["--lua", "--device-type", "RandomAccess"];

    /// <summary>Adds a server.</summary>
    /// <param name="builder">The composition.</param>
    /// <param name="name">Its name.</param>
    /// <param name="options">Its options, as a command line.</param>
    /// <param name="keeps">Whether what it is given outlives it.</param>
    public static RedisServer AddRedisServer(this IDistributedApplicationBuilder builder, string name, string options, bool keeps) =>
        builder.ExecutionContext.IsPublishMode || LocalPrograms.HasContainerEngine() ? builder.AddContainerServer(name, options, keeps) : builder.AddLocalServer(name, options, keeps);

    private static RedisServer AddContainerServer(this IDistributedApplicationBuilder builder, string name, string options, bool keeps)
    {
        IResourceBuilder<RedisResource> redis = builder.AddRedis(name).WithArgs(context =>
        {
            // Published, the server's command line is one argument of a shell; else each option is one.
            if (context.ExecutionContext.IsPublishMode)
            {
                context.Args[^1] = $"{context.Args[^1]} {options}";
            }
            else
            {
                Array.ForEach(Words(options), context.Args.Add);
            }
        });
        if (keeps)
        {
            redis.WithDataVolume($"router-{name}");
        }

        return new RedisServer(redis, redis);
    }

    /// <summary>A program on a port of its own, so that two compositions don't meet; what it keeps lies in a folder below the state folder's.</summary>
    private static RedisServer AddLocalServer(this IDistributedApplicationBuilder builder, string name, string options, bool keeps)
    {
        string program = LocalPrograms.Find("redis-server", "garnet-server")
            ?? throw new DistributedApplicationException("Redis needs a container engine (docker, podman) that answers, or redis-server or garnet-server on PATH (dotnet tool install -g garnet-server).");
        string folder = Directory.CreateDirectory(keeps ? Path.Combine(builder.StateFolder(), name) : Path.Combine(Path.GetTempPath(), $"router-{name}-{Guid.NewGuid():N}")).FullName;
        IResourceBuilder<ExecutableResource> server = builder.AddExecutable($"{name}-server", program, folder).WithEndpoint(name: "tcp", scheme: "tcp", env: "PORT", protocol: ProtocolType.Tcp);
        EndpointReference tcp = server.GetEndpoint("tcp");
        server.WithArgs(context =>
        {
            Array.ForEach(["--bind", "127.0.0.1", "--port"], context.Args.Add);
            context.Args.Add(tcp.Property(EndpointProperty.TargetPort));
            Array.ForEach(!program.EndsWith("garnet-server", StringComparison.Ordinal) ? Words(options) : keeps ? [.. Garnet, "--aof", "--recover"] : Garnet, context.Args.Add);
        });
        IResourceBuilder<ConnectionStringResource> connection =
            builder.AddConnectionString(name, ReferenceExpression.Create($"{tcp.Property(EndpointProperty.Host)}:{tcp.Property(EndpointProperty.Port)}")).WithOrleansProviderType("Redis");
        return new RedisServer(connection, server);
    }

    private static string[] Words(string options) => [.. options.Split(' ').Select(word => word == "\"\"" ? "" : word)];
}
