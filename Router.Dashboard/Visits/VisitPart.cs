using Microsoft.AspNetCore.Components;
using Router.Core.AdminContract;

namespace Router.Dashboard.Visits;

/// <summary>A part of a page: it knows the view that it belongs to and may ask the admin API.</summary>
public abstract class VisitPart : ComponentBase
{
    /// <summary>The view.</summary>
    [CascadingParameter]
    public required Visit Visit { get; set; }

    /// <summary>What is asked.</summary>
    [Inject]
    public required IAdminApi Api { get; set; }
}
