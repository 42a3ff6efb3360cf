namespace NFlow.Runtime.AspNetCore.Metrics;

/// <summary>Memory, collections and threads of the process, and the names under which the Go runtime's dashboards look for them.</summary>
internal static class RuntimeMemory
{
    public static void Write(PrometheusText text)
    {
        var heap = GC.GetTotalMemory(forceFullCollection: false);
        var committed = GC.GetGCMemoryInfo().TotalCommittedBytes;
        var collections = Enumerable.Range(0, GC.MaxGeneration + 1).Select(GC.CollectionCount).ToArray();

        text.Single("nflow_dotnet_memory_heap_bytes", "gauge", "Bytes in use on the managed heap.", heap);
        text.Single("nflow_dotnet_memory_committed_bytes", "gauge", "Bytes committed for the managed heap.", committed);
        text.Single("nflow_dotnet_memory_working_set_bytes", "gauge", "Bytes of the process in physical memory.", Environment.WorkingSet);
        text.Single("nflow_dotnet_memory_allocated_bytes_total", "counter", "Bytes allocated since the start.", GC.GetTotalAllocatedBytes());
        text.Family("nflow_dotnet_gc_collections_total", "counter", "Garbage collections by generation.");
        for (var generation = 0; generation < collections.Length; generation++)
            text.Sample("nflow_dotnet_gc_collections_total", PrometheusText.Label("generation", generation), collections[generation]);
        text.Single("nflow_dotnet_gc_pause_seconds_total", "counter", "Time the process stood still for garbage collection.", GC.GetTotalPauseDuration().TotalSeconds);
        text.Single("nflow_dotnet_threads", "gauge", "Threads of the thread pool.", ThreadPool.ThreadCount);
        text.Single("nflow_dotnet_thread_queue_length", "gauge", "Work items that wait for a thread.", ThreadPool.PendingWorkItemCount);

        text.Single("nflow_go_goroutines", "gauge", "Threads of the thread pool (alias).", ThreadPool.ThreadCount);
        text.Single("nflow_go_memory_alloc_bytes", "gauge", "Bytes in use on the managed heap (alias).", heap);
        text.Single("nflow_go_memory_sys_bytes", "gauge", "Bytes committed for the managed heap (alias).", committed);
        text.Single("nflow_go_gc_runs_total", "counter", "Garbage collections (alias).", collections[0]);
    }
}
