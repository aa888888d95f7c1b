using Router.Core.AdminContract;
using Router.Core.AdminContract.Acts;
using Router.Core.AdminContract.Checks;
using Router.Dashboard.Acts;
using Router.Dashboard.Pages;

namespace Router.Dashboard.Providers;

/// <summary>Drains, resumes and examines providers.</summary>
internal sealed class ProviderActs(IAdminApi api) : IFormActs
{
    public IEnumerable<KeyValuePair<string, Func<FormCall, Task<FormOutcome>>>> Acts =>
    [
        new("drain", DrainAsync), new("resume-provider", ResumeAsync), new("test", TestAsync),
    ];

    private async Task<FormOutcome> DrainAsync(FormCall call) => FormOutcome.Of(await api.DrainProviderAsync(call.Caller, call.Needed("name")), "providers", "drained");

    private async Task<FormOutcome> ResumeAsync(FormCall call) => FormOutcome.Of(await api.ResumeProviderAsync(call.Caller, call.Needed("name")), "providers", "back");

    private async Task<FormOutcome> TestAsync(FormCall call)
    {
        AdminResult<ProviderReport> result = await api.TestProviderAsync(call.Caller, new TestProvider(call.Needed("name")) { Model = call.Text("model") }, call.Context.RequestAborted);
        return result.Value is not { } report ? FormOutcome.Refused(result.Problem!) : FormOutcome.Show(new PageView($"Doctor: {report.Name}", typeof(ReportPage))
        {
            Parameters = new Dictionary<string, object>(StringComparer.Ordinal) { [nameof(ReportPage.Report)] = report },
        });
    }
}
