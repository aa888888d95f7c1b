using System.CommandLine;
using Router.Api.CommandLine;

// No time limit of the command line's own: the host lets streams end.
return await RouterCommand.Create().Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
