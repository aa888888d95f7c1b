using System.Globalization;
using Router.Api.Hosting;
using Router.Api.Journal;
using Router.Api.State;

namespace Router.Fleet.Hosting;

/// <summary>
/// A folder for this node alone, in the state folder that it may share with others of its machine: the first that no living node holds. So a node that comes up
/// again finds what an earlier one had not sent yet.
/// </summary>
internal sealed class NodeFolder : IDisposable
{
    /// <summary>More nodes than this on one machine are a mistake.</summary>
    private const int Most = 64;

    private readonly FileStream _claim;

    private NodeFolder(string path, FileStream claim) => (Path, _claim) = (path, claim);

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Takes a folder, until the process ends.</summary>
    /// <exception cref="StartException">There is none.</exception>
    public static NodeFolder Claim(string state)
    {
        for (int number = 1; number <= Most; number++)
        {
            string path = System.IO.Path.Combine(state, $"node-{number.ToString(CultureInfo.InvariantCulture)}");
            try
            {
                PrivateFolder.Create(path);
                return new NodeFolder(path, new FileStream(System.IO.Path.Combine(path, "claim"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException exception) when (SharingViolation.Is(exception))
            {
                // another node's
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new StartException($"The state folder {state} can't be written ({exception.Message}). A node keeps there what it has not handed over yet: make it writable, or choose another with \"state\" or ROUTER_STATE.");
            }
        }

        throw new StartException($"{Most} nodes use the state folder {state} already. Choose another with \"state\" or ROUTER_STATE.");
    }

    public void Dispose() => _claim.Dispose();
}
