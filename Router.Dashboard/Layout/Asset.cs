namespace Router.Dashboard.Layout;

/// <summary>A file that pages link to.</summary>
/// <param name="Address">Its name with a hash of its content, so that browsers may keep it for good.</param>
/// <param name="Type">Its media type.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record Asset(string Address, string Type, byte[] Content);
