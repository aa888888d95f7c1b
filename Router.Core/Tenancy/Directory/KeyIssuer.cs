namespace Router.Core.Tenancy.Directory;

/// <summary>Makes the secrets of keys, next to whom they are shown to: the directory, its journal and other nodes see only their hashes.</summary>
/// <param name="directory">The directory.</param>
/// <param name="hasher">Hashes the secrets.</param>
/// <param name="random">The random source; null for the system's.</param>
public sealed class KeyIssuer(IDirectory directory, KeyHasher hasher, RandomFill? random = null)
{
    /// <summary>The id of the key that an order makes which may be repeated: the same of the same text, and nobody can choose it.</summary>
    public string IdOf(string order) => KeyText.IdOf(hasher.Of($"order of a key\n{order}"));

    /// <summary>Makes a key.</summary>
    public async ValueTask<IssuedKey> CreateAsync(KeyOrder order)
    {
        // An id that can't be one is refused by the directory; it never becomes part of a secret.
        NewKey secret = NewKey.Client(KeyText.IsId(order.Id) ? order.Id : null, random);
        KeyHash hash = hasher.Of(secret.Secret);
        DirectoryAnswer answer = await directory.RunAsync(new CreateKey(order.Tenant, order.User, order.Id ?? secret.Id, order.Settings, hash) { By = order.By }).ConfigureAwait(false);
        return Issued(answer, secret, hash);
    }

    /// <summary>Gives a key a new secret.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="oldUntil">The old secret opens until then.</param>
    /// <param name="ifVersion">Only if this is its version; null: whatever it is.</param>
    /// <param name="by">Who asks for it.</param>
    public async ValueTask<IssuedKey> RotateAsync(string id, DateTimeOffset oldUntil, long? ifVersion = null, Requester? by = null)
    {
        NewKey secret = NewKey.Client(KeyText.IsId(id) ? id : null, random);
        KeyHash hash = hasher.Of(secret.Secret);
        DirectoryAnswer answer = await directory.RunAsync(new RotateKey(id, hash, oldUntil, ifVersion) { By = by }).ConfigureAwait(false);
        return Issued(answer, secret, hash);
    }

    private static IssuedKey Issued(DirectoryAnswer answer, NewKey secret, KeyHash hash) =>
        new(answer, answer.Entry is ClientKey key && key.Hash == hash ? secret : null);
}
