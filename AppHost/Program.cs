using Aspire.Hosting.Orleans;
using AppHost;

IDistributedApplicationBuilder builder = DistributedApplication.CreateBuilder(args);

// What the fleet must keep, and what it may lose.
RedisServer state = builder.AddRedisServer("state", "--appendonly yes --maxmemory-policy noeviction", keeps: true);
RedisServer cache = builder.AddRedisServer("cache", "--save \"\" --appendonly no --maxmemory 256mb --maxmemory-policy allkeys-lru", keeps: false);

OrleansService orleans = builder.AddOrleans("router").WithClusterId("router").WithServiceId("router").WithClustering(state.Connection).WithGrainStorage("state", state.Connection);

IResourceBuilder<ProjectResource> router = builder.AddProject<Projects.Router_Fleet>("router-api")
    .WithReference(orleans)
    .WithReference(cache.Connection)
    .WithEnvironment("ROUTER_MASTER_KEY", builder.AddParameter("master-key", secret: true))
    .WithEnvironment("ROUTER_ADMIN_KEY", builder.AddParameter("admin-key", secret: true))
    .WithProviderKeys()
    .WithRouterConfiguration()
    .WithHttpEndpoint()
    .WithExternalHttpEndpoints()
    .WithUrlForEndpoint("http", url => url.DisplayText = "Gateway")
    .WithHttpHealthCheck("/ready")
    .WithReplicas(builder.Replicas())
    .WaitFor(state.Server)
    .WaitFor(cache.Server);

builder.AddComposePublishing(router);
builder.Build().Run();
