using Router.Core.Tenancy.Directory;
using Router.Core.Tenancy.Vault;
using Router.Grains.Keeping;

namespace NodeUnderTest;

/// <summary>This node has no front door, so nobody asks who did what.</summary>
internal sealed class SilentTrail : IActTrail
{
    public Task TellAsync(long position, DirectoryEffect effect) => Task.CompletedTask;

    public Task TellAsync(string vault, long position, VaultEffect effect) => Task.CompletedTask;
}
