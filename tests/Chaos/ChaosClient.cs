using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Chaos;

/// <summary>
/// A client on a socket of its own, which sees every byte. Behind the answer it asks for something else on the same connection: if anything stood between the two, or
/// came after them, it would have been answered twice.
/// </summary>
/// <param name="port">The gateway's port.</param>
public sealed class ChaosClient(int port)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Asks and reads to the end.</summary>
    public async Task<Ending> AskAsync(Question question)
    {
        using var leaving = new CancellationTokenSource(question.LeavesAfter ?? Patience);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), leaving.Token);
            await SendAsync(socket, Post(question), leaving.Token);
            return await ReadAsync(socket, question, leaving.Token);
        }
        catch (OperationCanceledException)
        {
            // Half of those who leave do so without a word.
            socket.LingerState = new LingerOption(question.Id % 2 == 0, 0);
            return new Ending(question.LeavesAfter is null ? $"{Ending.Bad} request {question.Id} has no ending after {Patience.TotalSeconds} s" : Ending.Left);
        }
        catch (SocketException exception)
        {
            return new Ending($"{Ending.Bad} connection of request {question.Id}: {exception.Message}");
        }
        catch (FormatException exception)
        {
            return new Ending($"{Ending.Bad} answer of request {question.Id}: {exception.Message}");
        }
    }

    private static async Task<Ending> ReadAsync(Socket socket, Question question, CancellationToken leaving)
    {
        byte[] buffer = new byte[8 * 1024];
        int filled = 0;
        HttpAnswer? first = null;
        while (true)
        {
            buffer = filled == buffer.Length ? [.. buffer, .. new byte[buffer.Length]] : buffer;
            int read = await socket.ReceiveAsync(buffer.AsMemory(filled), leaving);
            filled += read;
            if (first is null && (first = HttpAnswer.Read(buffer.AsSpan(0, filled))) is not null)
            {
                await SendAsync(socket, "GET /alive HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n", leaving);
            }

            if (read == 0)
            {
                break;
            }
        }

        if (first is null)
        {
            return new Ending($"{Ending.Bad} the connection of request {question.Id} ended in its answer: {Encoding.UTF8.GetString(buffer, 0, filled)}");
        }

        ReadOnlySpan<byte> rest = buffer.AsSpan(first.Length, filled - first.Length);
        return HttpAnswer.Read(rest) is { Status: 200 } second && second.Length == rest.Length
            ? Ending.Of(question, first.Status, first.Body)
            : new Ending($"{Ending.Bad} behind the answer of request {question.Id}: {Encoding.UTF8.GetString(rest)}");
    }

    private static async Task SendAsync(Socket socket, string text, CancellationToken leaving)
    {
        ReadOnlyMemory<byte> bytes = Encoding.UTF8.GetBytes(text);
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await socket.SendAsync(bytes, leaving)..];
        }
    }

    private static string Post(Question question)
    {
        string body = question.Body();
        return $"POST /v1/messages?beta=true HTTP/1.1\r\nHost: 127.0.0.1\r\nx-api-key: {StormGateway.KeyOf(question.User)}\r\nx-claude-code-session-id: session-{question.Session}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}";
    }
}
