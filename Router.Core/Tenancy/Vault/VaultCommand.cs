using System.Text.Json.Serialization;
using Router.Core.Tenancy.Directory;

namespace Router.Core.Tenancy.Vault;

/// <summary>Something that shall happen to a vault. No command holds a secret that is not sealed. All may be repeated.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "command")]
[JsonDerivedType(typeof(WrapKey), "wrapKey")]
[JsonDerivedType(typeof(PutSecret), "putSecret")]
[JsonDerivedType(typeof(DeleteSecret), "deleteSecret")]
[JsonDerivedType(typeof(NoteUse), "noteUse")]
public abstract record VaultCommand
{
    /// <summary>Who asks for it; null when nobody outside does.</summary>
    public Requester? By { get; init; }
}
