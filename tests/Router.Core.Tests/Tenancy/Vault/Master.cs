using Router.Core.Tenancy.Vault;

namespace Router.Core.Tests.Tenancy.Vault;

/// <summary>Master keys for tests.</summary>
internal static class Master
{
    public static MasterKey First { get; } = new("the first master key"u8);

    public static MasterKey Second { get; } = new("the second master key"u8);

    public static VaultSealer SealerOf(MasterKey current, params MasterKey[] earlier) => new(new MasterKeys(current, [.. earlier]));
}
