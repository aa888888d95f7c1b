using System.Runtime.CompilerServices;

namespace Router.Protocol.Tests;

/// <summary>
/// Fills all static tables when the tests' process starts. The mutation tool reuses its processes: a table that is first used while one of its
/// entries is changed would stay changed for every mutant behind it.
/// </summary>
internal static class TablesFirst
{
    [ModuleInitializer]
    internal static void Fill()
    {
        foreach (Type type in typeof(Router.Protocol.Sse.SseFrame).Assembly.GetTypes().Where(type => !type.ContainsGenericParameters))
        {
            RuntimeHelpers.RunClassConstructor(type.TypeHandle);
        }
    }
}
