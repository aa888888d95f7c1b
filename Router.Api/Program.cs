using Router.Api.CommandLine;

return await RouterCommand.Create().Parse(args).InvokeAsync();
