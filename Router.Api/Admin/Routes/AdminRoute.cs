using System.Collections.Immutable;
using Router.Api.Admin.Calls;
using Router.Api.Errors;
using Router.Core.Tenancy.Access;

namespace Router.Api.Admin.Routes;

/// <summary>A route of the admin API. The same row maps the endpoint, closes it to roles that may not, and stands in the OpenAPI document.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path behind <see cref="Root"/>; what varies is <c>{id}</c> or <c>{name}</c>.</param>
/// <param name="Operation">What it does, which says who may; null: whoever has a key.</param>
/// <param name="Summary">What it does, for people.</param>
/// <param name="Handle">Answers by itself, or returns what is wrong.</param>
internal sealed record AdminRoute(string Method, string Path, Operation? Operation, string Summary, Func<AdminCall, Task<RouterError?>> Handle)
{
    /// <summary>Where the API begins.</summary>
    public const string Root = "/admin/v1/";

    public const string Json = "application/json";

    /// <summary>The parameters of the query.</summary>
    public ImmutableArray<AdminParameter> Query { get; init; } = [];

    /// <summary>The body; null for none.</summary>
    public NamedShape? Body { get; init; }

    /// <summary>What a success looks like.</summary>
    public required NamedShape Answer { get; init; }

    /// <summary>The statuses of a success.</summary>
    public ImmutableArray<int> Statuses { get; init; } = [StatusCodes.Status200OK];

    /// <summary>The content types of a success.</summary>
    public ImmutableArray<string> Media { get; init; } = [Json];

    /// <summary>The statuses of failures besides those that follow from the rest.</summary>
    public ImmutableArray<int> Failures { get; init; } = [];

    /// <summary>Headers that it heeds besides <c>If-Match</c>; none of them must be there.</summary>
    public ImmutableArray<AdminParameter> Headers { get; init; } = [];

    /// <summary>Whether the answer carries an ETag and <c>If-Match</c> is heeded.</summary>
    public bool IsTagged { get; init; }

    public static AdminRoute Get(string path, Operation? operation, string summary, Func<AdminCall, Task<RouterError?>> handle, NamedShape answer) =>
        new("GET", path, operation, summary, handle) { Answer = answer };

    public static AdminRoute Post(string path, Operation operation, string summary, Func<AdminCall, Task<RouterError?>> handle, NamedShape answer) =>
        new("POST", path, operation, summary, handle) { Answer = answer };

    /// <summary>With a JSON body.</summary>
    public static AdminRoute Send(string method, string path, Operation operation, string summary, Func<AdminCall, AdminFields, Task<RouterError?>> handle, NamedShape body, NamedShape answer) =>
        new(method, path, operation, summary, AdminFields.Reading(handle)) { Body = body, Answer = answer };
}
