namespace Router.Api.Admin.Routes;

/// <summary>Anthropic's error envelope.</summary>
internal static class ErrorShape
{
    public static NamedShape Error { get; } = new("Error", Shape.Object(
        ("type", Shape.OneOf("error")),
        ("error", Shape.Object(("type", Shape.Text()), ("message", Shape.Text()))),
        ("request_id", Shape.Text())));
}
