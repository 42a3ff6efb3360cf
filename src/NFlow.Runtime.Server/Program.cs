using NFlow.Runtime.Server.Hosting;

return await NFlowServer.RunAsync(args, Console.Out, Console.Error).ConfigureAwait(false);
