return NFlow.Runtime.NFlowWorkerProcess.Run();
