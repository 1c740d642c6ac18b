from django import forms
from rest_framework import serializers


class SignUp(forms.Form):
    """Where people are asked."""

    name = forms.CharField(label="Your name", max_length=100)
    mail = forms.EmailField(required=False, help_text="only for the receipt")
    heard = forms.ChoiceField(choices=[("radio", "Radio"), ("friend", "A friend")])


class AddressSerializer(serializers.Serializer):
    street = serializers.CharField()


class GuestSerializer(serializers.ModelSerializer):
    ssn = serializers.CharField(write_only=True)
    age = serializers.IntegerField(read_only=True)
    homes = AddressSerializer(many=True, required=False)
