using System.Net.Sockets;

namespace Chaos;

/// <summary>Does one deed on an HTTP/1.1 connection, byte by byte as it was drawn.</summary>
/// <param name="connection">The connection.</param>
/// <param name="socket">Its socket.</param>
/// <param name="dialect">The provider's dialect.</param>
internal sealed class DeedPlayer(Stream connection, Socket socket, Dialect dialect)
{
    /// <summary>A letter that stands for a byte that is not UTF-8.</summary>
    private const char NotText = '~';

    /// <summary>The answer's text.</summary>
    public required string Text { get; init; }

    /// <summary>Whether a stream was asked for.</summary>
    public required bool Stream { get; init; }

    /// <returns>Whether the connection can take another request.</returns>
    public async Task<bool> PlayAsync(Deed deed)
    {
        int number = deed.Number;
        switch (deed.Kind)
        {
            case DeedKind.Whole or DeedKind.SlowReader:
                await SendAsync(RawAnswer.Whole(dialect, Stream, Text));
                return true;
            case DeedKind.Pieces:
                await SendAsync(RawAnswer.Whole(dialect, Stream, Text), 20 + (number % 300));
                return true;
            case DeedKind.Drip:
                await SendAsync(RawAnswer.Whole(dialect, Stream, Text), 1);
                return true;
            case DeedKind.CloseDelimited:
                await SendAsync(RawAnswer.Endless(dialect, Stream, Text));
                return false;
            case DeedKind.InvalidText:
                await SendAsync([.. RawAnswer.Whole(dialect, Stream, Text + NotText).Select(value => value == NotText ? (byte)0xFF : value)]);
                return true;
            case DeedKind.Surplus:
                await SendAsync([.. RawAnswer.Whole(dialect, Stream, Text), .. RawAnswer.Whole(dialect, Stream, "An answer that nobody asked for.")]);
                return true;
            case DeedKind.Status:
                (int status, string wait) = Refusals.Draw(number);
                await SendAsync(RawAnswer.Sized(status, status == 204 ? "" : dialect.Error(status), 0, header: wait.Length > 0 ? $"\r\nRetry-After: {wait}" : ""));
                return true;
            case DeedKind.Cut or DeedKind.Reset:
                byte[] whole = RawAnswer.Whole(dialect, Stream, Text);
                await SendAsync(whole[..(number % whole.Length)]);
                socket.LingerState = new LingerOption(deed.Kind == DeedKind.Reset, 0);
                return false;
            case DeedKind.EarlyEnd:
                byte[] endless = RawAnswer.Endless(dialect, Stream, Text);
                await SendAsync(endless[..(number % endless.Length)]);
                return false;
            default:
                return await MisbehaveAsync(deed.Kind, number);
        }
    }

    private async Task<bool> MisbehaveAsync(DeedKind kind, int number)
    {
        string answer = dialect.Answer(Stream, Text);
        switch (kind)
        {
            case DeedKind.HangBeforeHead:
                await GoneAsync();
                break;
            case DeedKind.HangAfterHead:
                await SendAsync(RawAnswer.Begin(Stream, ""));
                await GoneAsync();
                break;
            case DeedKind.HangInside:
                await SendAsync(RawAnswer.Begin(Stream, answer[..(number % answer.Length)]));
                await GoneAsync();
                break;
            case DeedKind.LengthTooLong:
                await SendAsync(RawAnswer.Sized(200, answer, 1 + (number % 500), RawAnswer.Type(Stream)));
                break;
            case DeedKind.LengthTooShort:
                await SendAsync(RawAnswer.Sized(200, answer, -1 - (number % (answer.Length - 1)), RawAnswer.Type(Stream)));
                return true;
            case DeedKind.GarbageChunk:
                await SendAsync(RawAnswer.Begin(stream: true, Stream ? answer[..(number % answer.Length)] : ""));
                await SendAsync(RawAnswer.Bytes("no length at all\r\n\0\x7f\r\n"));
                break;
            case DeedKind.Page:
                await SendAsync(RawAnswer.Sized(200, "<html><body>Sign in</body></html>", 0, "text/html"));
                return true;
            case DeedKind.Empty:
                await SendAsync(RawAnswer.Sized(200, "", 0, RawAnswer.Type(Stream)));
                return true;
            case DeedKind.OtherJson:
                await SendAsync(RawAnswer.Sized(200, """{"ok":true}""", 0));
                return true;
            case DeedKind.ErrorFirst:
                await SendAsync(Stream ? RawAnswer.Bytes(RawAnswer.Head(200, "text/event-stream", "Connection: close") + dialect.ErrorEvent()) : RawAnswer.Sized(200, dialect.Error(529), 0));
                break;
            case DeedKind.ErrorInside:
                await SendAsync(RawAnswer.Begin(stream: true, dialect.Head(Text[..(number % Text.Length)])));
                await SendAsync(RawAnswer.Bytes(RawAnswer.Chunk(dialect.ErrorEvent()) + RawAnswer.LastChunk));
                break;
            case DeedKind.PingsOnly:
                await PingAsync();
                break;
            default:
                throw new InvalidOperationException($"{kind} is not known.");
        }

        return false;
    }

    /// <summary>Says that it lives until the other end leaves.</summary>
    private async Task PingAsync()
    {
        await SendAsync(RawAnswer.Begin(Stream, ""));
        byte[] ping = RawAnswer.Bytes(Stream ? RawAnswer.Chunk(dialect.Ping(Stream)) : dialect.Ping(Stream));
        Task gone = GoneAsync();
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!gone.IsCompleted && await beat.WaitForNextTickAsync())
        {
            await SendAsync(ping);
        }
    }

    private async Task GoneAsync()
    {
        byte[] nothing = new byte[1];
        while (await connection.ReadAsync(nothing) > 0)
        {
        }
    }

    private async Task SendAsync(byte[] bytes, int pieces = int.MaxValue)
    {
        for (int at = 0; at < bytes.Length; at += Math.Min(pieces, bytes.Length))
        {
            await connection.WriteAsync(bytes.AsMemory(at, Math.Min(pieces, bytes.Length - at)));
        }
    }
}
