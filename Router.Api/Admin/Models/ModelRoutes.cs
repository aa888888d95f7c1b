using System.Text.Json;
using Router.Api.Admin.Calls;
using Router.Api.Admin.Routes;
using Router.Core.AdminContract;
using Router.Core.Configuration;
using Router.Core.Tenancy.Access;

namespace Router.Api.Admin.Models;

/// <summary>/admin/v1/models</summary>
internal sealed class ModelRoutes(IAdminApi api) : IAdminRoutes
{
    private static NamedShape Model { get; } = new("Model", Shape.Object(
        ("name", Shape.Text()),
        ("display_name", Shape.Text()),
        ("entry", Shape.Text().OrNull()),
        ("targets", Shape.List(Shape.Text())),
        ("strategy", Shape.OneOf(Enum.GetNames<RouteStrategy>().Select(name => name.ToLowerInvariant()))),
        ("context_window", Shape.Integer().OrNull()),
        ("max_output_tokens", Shape.Integer().OrNull()),
        ("price", Shape.Object(("input", Shape.Number().OrNull()), ("output", Shape.Number().OrNull()), ("cache_read", Shape.Number().OrNull()), ("cache_write", Shape.Number().OrNull())).OrNull())));

    public IEnumerable<AdminRoute> Routes =>
    [
        AdminRoute.Get(
            "models", Operation.SeeProviders, "Tells which models the key may ask for and where they lead; whoever administers the gateway sees the patterns too.",
            async call => await call.AnswerAsync(await api.ModelsAsync(call.Principal, call.Query("name")), Write), Model.Page()) with
        {
            Query = [new("name", "Only where this name leads, be it by a pattern or a tier.", Shape.Text())],
        },
    ];

    private static void Write(Utf8JsonWriter json, ModelInfo model)
    {
        json.WriteStartObject();
        json.WriteString("name", model.Name);
        json.WriteString("display_name", model.DisplayName);
        json.WriteString("entry", model.Entry);
        json.WriteStartArray("targets");
        foreach (string target in model.Targets)
        {
            json.WriteStringValue(target);
        }

        json.WriteEndArray();
        json.WriteString("strategy", model.Strategy.ToString().ToLowerInvariant());
        Write(json, "context_window", model.ContextWindow);
        Write(json, "max_output_tokens", model.MaxOutputTokens);
        if (model.Price is { } price)
        {
            json.WriteStartObject("price");
            Write(json, "input", price.Input);
            Write(json, "output", price.Output);
            Write(json, "cache_read", price.CacheRead);
            Write(json, "cache_write", price.CacheWrite);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("price");
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, decimal? number)
    {
        if (number is { } known)
        {
            json.WriteNumber(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
