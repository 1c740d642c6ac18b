using System;

namespace Example.Reports;

public class Report
{
    public string Title { get; set; } = "";
    public DateTime Made { get; set; }
}
