using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Router.Api.Hosting;

/// <summary>What Kestrel needs for long streams and large prompts.</summary>
internal static class KestrelSettings
{
    public static void Apply(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        // The body's limit is kept where it is read, with Anthropic's own answer for it.
        options.Limits.MaxRequestBodySize = null;
        // Betas and custom headers add up; Kestrel's default of 32 KiB is below what real clients send at times.
        options.Limits.MaxRequestHeadersTotalSize = 128 * 1024;
    }
}
