using Aspire.Hosting.Docker.Resources.ComposeNodes;
using Aspire.Hosting.Docker.Resources.ServiceNodes;
using Aspire.Hosting.Docker.Resources.ServiceNodes.Swarm;

namespace AppHost;

/// <summary>Publishes the composition as a Docker Compose file.</summary>
internal static class ComposePublishing
{
    private const string Nodes = "router-nodes";
    private const string Door = "door";

    /// <summary>
    /// The one endpoint before all nodes. It looks the nodes up anew every two seconds, hands bytes on as they come, writes no prompt to its disk, and goes to the
    /// next node when one does not take the connection. ($$ is a $ for Compose.)
    /// </summary>
    private const string DoorSettings =
        """
        events {}
        http {
          resolver 127.0.0.11 valid=2s;
          server {
            listen 8787;
            client_max_body_size 0;
            proxy_http_version 1.1;
            proxy_set_header Host $$http_host;
            proxy_set_header Connection "";
            proxy_set_header X-Forwarded-For $$proxy_add_x_forwarded_for;
            proxy_buffering off;
            proxy_request_buffering off;
            proxy_connect_timeout 2s;
            proxy_read_timeout 1h;
            proxy_send_timeout 1h;
            set $$nodes router-api:8080;
            location / { proxy_pass http://$$nodes; }
          }
        }
        """;

    /// <summary>Adds the Compose environment, in publish mode.</summary>
    public static void AddComposePublishing(this IDistributedApplicationBuilder builder, IResourceBuilder<ProjectResource> router)
    {
        if (!builder.ExecutionContext.IsPublishMode)
        {
            return;
        }

        builder.AddDockerComposeEnvironment("compose").ConfigureComposeFile(static file =>
        {
            file.AddVolume(new Volume { Name = Nodes });
            file.AddConfig(new Config { Name = Door, Content = DoorSettings });
        });
        int replicas = builder.Replicas();
        router.PublishAsDockerComposeService((_, service) => Publish(service, replicas));
        builder.AddContainer(Door, "nginx", "1.29-alpine").WaitFor(router).PublishAsDockerComposeService(static (_, service) =>
        {
            service.Configs.Add(new ConfigReference { Source = Door, Target = "/etc/nginx/nginx.conf" });
            service.Ports = ["${ROUTER_PORT:-8787}:8787"];
            service.Restart = "unless-stopped";
        });
    }

    private static void Publish(Service service, int replicas)
    {
        service.Ports = []; // nodes are asked through the door
        service.Environment["HTTP_PORTS"] = "8080";
        service.Environment["ROUTER_PROXIES"] = Door; // who asks is whom the door saw, not the door
        service.Deploy = new Deploy { Replicas = replicas };
        service.Restart = "unless-stopped";
        // Longer than a node lets streams end: DrainWait and DrainLimit.
        service.StopGracePeriod = "80s";
        // The home of the image's user: a new volume there is his to write.
        service.AddVolume(new Volume { Name = Nodes, Type = "volume", Source = Nodes, Target = "/home/app" });
        service.AddVolume(new Volume { Name = "config", Type = "bind", Source = "./router.json", Target = "/etc/router/router.json", ReadOnly = true });
    }
}
