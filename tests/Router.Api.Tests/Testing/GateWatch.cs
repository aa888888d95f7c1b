using Router.Core.Admission;

namespace Router.Api.Tests.Testing;

/// <summary>Looks at the gates of a running gateway.</summary>
internal static class GateWatch
{
    /// <summary>The gates of a provider.</summary>
    public static async Task<GateStatus[]> GatesAsync(this TestGateway gateway, string provider = "a") =>
        [.. (await gateway.Service<IProviderGates>().ListAsync()).Where(gate => gate.Key.Provider == provider).OrderBy(gate => gate.Key.Credential).Select(gate => gate.Value)];

    /// <summary>Returns when a provider's gates stand so; a look costs nothing and changes nothing.</summary>
    public static async Task WaitForGatesAsync(this TestGateway gateway, Predicate<GateStatus[]> stand, string provider = "a")
    {
        for (int look = 0; look < 6000; look++)
        {
            if (stand(await gateway.GatesAsync(provider)))
            {
                return;
            }

            await Task.Delay(10);
        }

        throw new TimeoutException($"The gates never stood so; now: {string.Join(", ", (await gateway.GatesAsync(provider)).AsEnumerable())}");
    }
}
