using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Router.Api.Admin.Routes;

/// <summary>A shape that has a name in the document.</summary>
/// <param name="Name">The name.</param>
/// <param name="Schema">The shape; it is copied into every document.</param>
internal sealed record NamedShape(string Name, JsonObject Schema)
{
    /// <summary>The named shapes that it refers to.</summary>
    public ImmutableArray<NamedShape> Parts { get; private init; } = [];

    /// <summary>Where the document has it.</summary>
    public string Reference => $"#/components/schemas/{Name}";

    /// <summary>The same with another shape that it refers to.</summary>
    public NamedShape With(NamedShape part) => this with { Parts = Parts.Add(part) };

    /// <summary>A page of them, as every list of the API is answered.</summary>
    public NamedShape Page() => new(
        $"{Name}List",
        Shape.Object(("data", Shape.List(new JsonObject { ["$ref"] = Reference })), ("has_more", Shape.Flag()), ("last_id", Shape.Text().OrNull())))
    {
        Parts = [this],
    };
}
