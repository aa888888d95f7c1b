using System.Text;
using Router.Core.AdminContract;
using Router.Dashboard.Acts;
using Router.Dashboard.Pages;

namespace Router.Dashboard.Configuration;

/// <summary>Loads the file, and checks a text without using it.</summary>
internal sealed class ConfigurationActs(IAdminApi api) : IFormActs
{
    public IEnumerable<KeyValuePair<string, Func<FormCall, Task<FormOutcome>>>> Acts => [new("reload", ReloadAsync), new("check", CheckAsync)];

    private async Task<FormOutcome> ReloadAsync(FormCall call) => FormOutcome.Of(await api.ReloadConfigAsync(call.Caller), "configuration", "reloaded");

    private async Task<FormOutcome> CheckAsync(FormCall call)
    {
        string? text = call.Text("text");
        AdminResult<ConfigFindings> result = await api.CheckConfigAsync(call.Principal, text is null ? (ReadOnlyMemory<byte>?)null : Encoding.UTF8.GetBytes(text));
        return result.Value is not { } findings ? FormOutcome.Refused(result.Problem!) : FormOutcome.Show(new PageView("Configuration", typeof(ConfigurationPage))
        {
            Parameters = new Dictionary<string, object>(StringComparer.Ordinal) { [nameof(ConfigurationPage.Findings)] = findings, [nameof(ConfigurationPage.Checked)] = text ?? "" },
        });
    }
}
