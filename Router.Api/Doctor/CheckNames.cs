namespace Router.Api.Doctor;

/// <summary>The names of a provider's checks, in the order in which they are made. Scripts rely on them.</summary>
internal static class CheckNames
{
    public const string Dns = "dns";
    public const string Tcp = "tcp";
    public const string Tls = "tls";
    public const string Http = "http";
    public const string Auth = "auth";
    public const string Message = "message";
    public const string Stream = "stream";
    public const string Tools = "tools";
    public const string Count = "count";
    public const string Usage = "usage";
    public const string Overflow = "overflow";

    /// <summary>What is asked of the model itself.</summary>
    public static IReadOnlyList<string> OfModel { get; } = [Message, Stream, Tools, Count, Usage, Overflow];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Dns, Tcp, Tls, Http, Auth, .. OfModel];
}
