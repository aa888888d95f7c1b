using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging;
using Router.Dashboard.Layout;
using Router.Dashboard.Visits;

namespace Router.Dashboard.Pages;

/// <summary>Renders pages and parts of them to text, without any state that outlives the answer.</summary>
internal sealed class PageRenderer(IServiceProvider services, ILoggerFactory loggers)
{
    public Task<string> PageAsync(Visit visit, PageView view) => RenderAsync<Document>(new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        [nameof(Document.Visit)] = visit,
        [nameof(Document.Title)] = view.Title,
        [nameof(Document.Body)] = view.Body,
        [nameof(Document.Parameters)] = view.Parameters,
        [nameof(Document.IsAlone)] = view.IsAlone,
        [nameof(Document.Done)] = view.Done,
        [nameof(Document.Why)] = view.Why,
        [nameof(Document.Echo)] = view.Echo,
        [nameof(Document.Status)] = view.Found,
    });

    public Task<string> PartAsync(Visit visit, Type part) => RenderAsync<Fragment>(new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        [nameof(Fragment.Visit)] = visit,
        [nameof(Fragment.Body)] = part,
    });

    private async Task<string> RenderAsync<T>(Dictionary<string, object?> parameters)
        where T : IComponent
    {
        await using var renderer = new HtmlRenderer(services, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(parameters))).ToHtmlString());
    }
}
