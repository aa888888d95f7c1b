using Router.Core.Configuration.Secrets;

namespace Router.Api.ClientSetup;

/// <summary>A variable of the client: a value, or where its value is to be taken from.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">The value; null when only <paramref name="Reference"/> says it.</param>
/// <param name="Reference">An environment variable or a file that holds it; null for a plain value.</param>
internal sealed record ClientVariable(string Name, string? Value, SecretReference? Reference = null);
