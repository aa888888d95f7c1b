using Router.Api.Configuration;
using Router.Api.Hosting;
using Router.Api.Status;
using Router.Core.Configuration;
using Router.Core.Configuration.Secrets;

namespace Router.Api.ClientSetup;

/// <summary>What a client needs to know of a gateway.</summary>
/// <param name="Address">Its address, without a slash at the end.</param>
/// <param name="Key">The key's variable; null when no key is known here.</param>
/// <param name="Models">The names that pickers can show.</param>
internal sealed record ClientConnection(string Address, ClientVariable? Key, IReadOnlyList<string> Models)
{
    private const string KeyName = "ANTHROPIC_API_KEY";

    /// <summary>The variables of the client.</summary>
    public IReadOnlyList<ClientVariable> Variables => [new("ANTHROPIC_BASE_URL", Address), .. Key is null ? (ReadOnlySpan<ClientVariable>)[] : [Key]];

    /// <summary>Finds it in the configuration.</summary>
    /// <param name="options">How the gateway is configured here.</param>
    /// <param name="url">Another address under which clients reach it; null for the configured one.</param>
    /// <param name="key">The key to use; null for the first of router.json.</param>
    /// <exception cref="StartException">The configuration has errors, or the address is none.</exception>
    public static ClientConnection Find(StartOptions options, string? url, string? key)
    {
        ConfigSource source = ConfigSource.Find(options);
        RouterConfig config = source.LoadAtStart(out _);
        Uri address = StatusTarget.Find(options, url, TextWriter.Null).Address;
        ClientVariable? variable = key is not null ? new ClientVariable(KeyName, key)
            : config.Access == AccessMode.Open ? new ClientVariable(KeyName, "anything") // the client wants to see one
            : config.Keys.IsEmpty ? null
            : OfFile(config.Keys[0].Key, source.Resolver);
        return new ClientConnection(address.GetLeftPart(UriPartial.Authority), variable, [.. config.Models.Where(model => !model.IsPattern).Select(model => model.Name)]);
    }

    private static ClientVariable OfFile(SecretReference reference, SecretResolver resolver) => new(
        KeyName, resolver.Resolve(reference, out _), reference.Kind switch
        {
            SecretKind.Environment => reference,
            SecretKind.File => SecretReference.FromFile(resolver.PathOf(reference)),
            _ => null,
        });
}
