using System.CommandLine;
using Router.Api.Hosting;
using Router.Api.Remote;

namespace Router.Api.CommandLine;

/// <summary>One use of a command that asks a running gateway.</summary>
/// <param name="Gateway">The gateway.</param>
/// <param name="Options">The start's options.</param>
/// <param name="Parsed">The command line.</param>
/// <param name="AsJson">Whether the gateway's answer is written as it is.</param>
/// <param name="Cancellation">Ends the wait.</param>
internal sealed record GatewayCall(GatewayAdmin Gateway, StartOptions Options, ParseResult Parsed, bool AsJson, CancellationToken Cancellation);
