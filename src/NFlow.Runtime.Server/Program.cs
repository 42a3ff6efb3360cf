using NFlow.Runtime;
using NFlow.Runtime.Server.Configuration;
using NFlow.Runtime.Server.Hosting;

return args is [VmPoolSettings.ScriptWorkerArgument]
    ? NFlowWorkerProcess.Run()
    : await NFlowServer.RunAsync(args, Console.Out, Console.Error).ConfigureAwait(false);
