using System.Text.Json;
using System.Text.Json.Serialization;

namespace Fidelity.Tests;

/// <summary>claims.json: what the page says, and by which tests.</summary>
internal static class ClaimFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    };

    public static ClaimGroup[] Groups { get; } =
        JsonSerializer.Deserialize<ClaimGroup[]>(File.ReadAllText(Path.Combine(Repository.Root, "tests", "Fidelity.Tests", "claims.json")), Options)!;

    public static Claim[] Claims { get; } = [.. Groups.SelectMany(group => group.Claims)];
}
