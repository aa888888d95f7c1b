using Microsoft.AspNetCore.Http.Features;
using Router.Api.Configuration;
using Router.Api.Errors;
using Router.Api.Messages;
using Router.Core.Tenancy;
using Router.Protocol.Anthropic;
using Router.Protocol.Translation.Inbound;

namespace Router.Api.ChatCompletions;

/// <summary>
/// POST /v1/chat/completions: the request becomes a Messages request and goes the way of every message, with the same models, keys, limits and records; the
/// answer is said in chat completions on its way out.
/// </summary>
internal sealed class ChatCompletionsEndpoint(MessagesEndpoint messages, TimeProvider clock)
{
    /// <summary>Puts the translation of answers before whatever answers: a refused key gets OpenAI's envelope too.</summary>
    /// <param name="inner">The endpoint behind the key.</param>
    public RequestDelegate Wrap(RequestDelegate inner) => async context =>
    {
        IHttpResponseBodyFeature original = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        var body = new TranslatedBody(original, context.Response, clock.GetUtcNow().ToUnixTimeSeconds());
        context.Features.Set<IHttpResponseBodyFeature>(body);
        context.Features.Set(body);
        try
        {
            await inner(context);
            await body.CompleteAsync();
        }
        finally
        {
            context.Features.Set(original);
        }
    };

    /// <summary>Takes the request in, and hands it on as a message.</summary>
    public async Task HandleAsync(HttpContext context, Principal principal, RouterSnapshot snapshot)
    {
        (PooledBody? body, RouterError? error) = await BodyReader.ReadAsync(context.Request, context.RequestAborted);
        InboundRequest? request = null;
        using (body)
        {
            if (body is not null && !InboundRequestReader.TryRead(body.Bytes, out request, out RequestProblem? problem))
            {
                error = new RouterError(400, ErrorType.InvalidRequest, problem!.Message) { Reason = "invalid chat completion request" };
            }
        }

        if (request is null)
        {
            await ErrorWriter.WriteAsync(context, error!);
            return;
        }

        context.Features.GetRequiredFeature<TranslatedBody>().IncludeUsage = request.IncludeUsage;
        context.Request.Body = new MemoryStream(request.Body, writable: false);
        context.Request.ContentLength = request.Body.Length;
        context.Request.Headers.ContentEncoding = default;
        await messages.HandleAsync(context, principal, snapshot);
    }
}
