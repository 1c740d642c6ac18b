from dataclasses import replace

from django.shortcuts import render
from pydantic import ValidationError


class View:
    template = "a.html"

    def get(self, request):
        return render(request, self.template)
