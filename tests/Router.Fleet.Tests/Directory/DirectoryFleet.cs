using Router.Fleet.Tests.Hosting;

namespace Router.Fleet.Tests.Directory;

/// <summary>A fleet whose clock nobody moves.</summary>
public sealed class DirectoryFleet : TestFleet;
