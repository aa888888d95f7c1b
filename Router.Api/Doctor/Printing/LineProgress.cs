using System.Collections.Immutable;
using Router.Core.AdminContract.Checks;
using Router.Core.Configuration;

namespace Router.Api.Doctor.Printing;

/// <summary>A line a finding, for logs and pipes. What was skipped is left to the report.</summary>
internal sealed class LineProgress(TextWriter output) : IDoctorProgress
{
    private readonly Lock _lock = new();

    public async Task ShowAsync(ImmutableArray<ProviderConfig> providers, Func<Task> work) => await work();

    public void Found(ProviderConfig provider, Check check)
    {
        if (check.Status == CheckStatus.Skipped)
        {
            return;
        }

        lock (_lock)
        {
            output.WriteLine($"{provider.Name}: {check.Name}{(check.Credential is { } number ? $" {number}" : "")} {StatusText.Word(check.Status)}");
            output.Flush();
        }
    }
}
