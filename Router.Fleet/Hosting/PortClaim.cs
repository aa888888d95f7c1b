using System.Net;
using Router.Api.Journal;

namespace Router.Fleet.Hosting;

/// <summary>
/// A port that one node of this machine holds from before it listens there until its process ends. Orleans opens its ports so that two processes may have the same one; two that start
/// at the same moment would both find it free, and be one node to the fleet.
/// </summary>
internal sealed class PortClaim : IDisposable
{
    private readonly FileStream? _file;

    private PortClaim(FileStream? file) => _file = file;

    /// <summary>Takes a port.</summary>
    /// <param name="end">The address with the port.</param>
    /// <returns>The claim; null when another process holds it.</returns>
    public static PortClaim? Take(IPEndPoint end)
    {
        string file = Path.Combine(Path.GetTempPath(), $"router-node-{Environment.UserName}-{end.ToString().Replace(':', '_')}.claim");
        try
        {
            return new PortClaim(new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException exception) when (SharingViolation.Is(exception))
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new PortClaim(null); // a folder that can't be written: there is no second node in such a container, and one that comes later is refused all the same
        }
    }

    public void Dispose() => _file?.Dispose();
}
