using Router.Api.CommandLine;
using Router.Api.Hosting;

return await RouterCommand.InvokeAsync(args, OperatorConsole.OfProcess());
